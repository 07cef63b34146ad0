import { basename } from 'node:path';
import type { ImportedRelease } from '../../electron/importers/import-line.ts';
import { droppedIn } from '../../electron/importers/report.ts';
import type { BuildResult, BuiltLine } from './build.ts';

/** Rejected records that a summary lists one by one. */
const listed = 20;

/** The result of a build for programs: one object, the same fields whatever happened. */
export function buildJson({ built, passed }: BuildResult, out: string): object {
  return {
    ok: built.length > 0,
    out,
    lines: built.map(({ line, written, seconds, releases }) => ({
      line,
      file: written?.file ?? null,
      codes: written?.codes ?? null,
      bytes: written?.bytes ?? null,
      seconds: Number(seconds.toFixed(3)),
      releases: releases.map(({ planned: { importer, edition, files }, report, outcome }) => ({
        dataset: importer.dataset,
        edition,
        format: importer.format,
        files: files.map(({ source, name }) => ({ source, member: name })),
        outcome,
        read: report.read,
        kept: report.kept,
        dropped: report.dropped,
        rejected: report.rejected,
        rejects: report.rejects.slice(0, listed),
      })),
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

function lineText({ line, releases, written, seconds }: BuiltLine): string[] {
  return [
    written
      ? `${line}: ${written.file}, ${count(written.bytes)} bytes in ${seconds.toFixed(1)} s`
      : `${line}: nothing new`,
    ...releases.flatMap(releaseText),
  ];
}

function releaseText({ planned, report, outcome }: ImportedRelease): string[] {
  const { edition, files, importer } = planned;
  const head = `  ${edition.name}, in force ${edition.begins} to ${edition.ends ?? 'further notice'}`;
  if (outcome === 'same') return [`${head}: held already`];
  const more = report.rejected - listed;
  return [
    head,
    ...files.map(({ source, name }) => `    read from  ${name} in ${basename(source)} (${importer.format})`),
    `    records    ${count(report.read)} read, ${count(report.kept)} kept, ${count(droppedIn(report))} left out, ${count(report.rejected)} rejected`,
    ...Object.entries(report.dropped).map(
      ([reason, dropped]) => `    left out   ${count(dropped)}: ${reason}`,
    ),
    ...report.rejects.slice(0, listed).map(({ line, reason }) => `    rejected   line ${line}: ${reason}`),
    ...(more > 0 ? [`    rejected   and ${count(more)} more`] : []),
  ];
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
