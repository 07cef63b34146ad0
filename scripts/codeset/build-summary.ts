import { basename } from 'node:path';
import { droppedIn } from '../../electron/importers/report.ts';
import type { BuildResult, BuiltLine } from './build.ts';

/** Rejected records that a summary lists one by one. */
const listed = 20;

/** The result of a build for programs: one object, the same fields whatever happened. */
export function buildJson({ built, passed }: BuildResult, out: string): object {
  return {
    ok: built.length > 0,
    out,
    lines: built.map(({ planned: { importer, member, edition }, report, written, seconds }) => ({
      line: written.line,
      edition,
      format: importer.format,
      source: member.source,
      member: member.name,
      file: written.file,
      codes: written.codes,
      bytes: written.bytes,
      seconds: Number(seconds.toFixed(3)),
      read: report.read,
      kept: report.kept,
      dropped: report.dropped,
      rejected: report.rejected,
      rejects: report.rejects.slice(0, listed),
    })),
    passed: passed.map(({ source, name, reason }) => ({ source, member: name, reason })),
  };
}

/** The result of a build for people. */
export function buildText({ built, passed }: BuildResult): string {
  const others = passed.filter(({ notable }) => !notable).length;
  const lines = [
    ...built.flatMap(lineText),
    ...passed.filter(({ notable }) => notable).map(({ name, reason }) => `Not used: ${name}: ${reason}`),
    ...(others > 0
      ? [`Not used: ${count(others)} other file${others === 1 ? '' : 's'} of no format this version reads`]
      : []),
    ...(built.length === 0 ? ['Nothing was built.'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function lineText({ planned, report, written, seconds }: BuiltLine): string[] {
  const { edition, member, importer } = planned;
  const more = report.rejected - listed;
  return [
    `${edition.name}, in force ${edition.begins} to ${edition.ends ?? 'further notice'}`,
    `  read from  ${member.name} in ${basename(member.source)} (${importer.format})`,
    `  records    ${count(report.read)} read, ${count(report.kept)} kept, ${count(droppedIn(report))} left out, ${count(report.rejected)} rejected`,
    ...Object.entries(report.dropped).map(([reason, dropped]) => `  left out   ${count(dropped)}: ${reason}`),
    ...report.rejects.slice(0, listed).map(({ line, reason }) => `  rejected   line ${line}: ${reason}`),
    ...(more > 0 ? [`  rejected   and ${count(more)} more`] : []),
    `  written    ${written.file}, ${count(written.bytes)} bytes in ${seconds.toFixed(1)} s`,
  ];
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
