import type { Block } from '../../../electron/contract/codes.ts';
import { Fold } from '../../ui/Fold.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { cx } from '../../ui/cx.ts';
import { Prose } from '../../ui/Prose.tsx';
import { CodeLink } from './CodeLink.tsx';
import s from './BlockView.module.css';

type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>;

/** Every piece a section can be made of has exactly one look. */
export function BlockView({ block }: { block: Block }) {
  switch (block.type) {
    case 'text':
      return (
        <p className={s['text']}>
          <Prose text={block.text} />
        </p>
      );
    case 'list':
      return <ListBlock block={block} />;
    case 'codes':
      return <CodesBlock block={block} />;
    case 'table':
      return <TableBlock block={block} />;
    case 'notice':
      return <Notice kind="info">{block.text}</Notice>;
    case 'fold':
      return (
        <Fold title={block.title}>
          <p className={s['text']}>
            <Prose text={block.text} />
          </p>
        </Fold>
      );
  }
}

function ListBlock({ block }: { block: BlockOf<'list'> }) {
  return (
    <ul className={s['list']}>
      {block.items.map((item, index) => (
        <li key={index}>
          <Prose text={item} />
        </li>
      ))}
    </ul>
  );
}

function CodesBlock({ block }: { block: BlockOf<'codes'> }) {
  return (
    <dl className={s['codes']}>
      {block.items.map(({ code, system, note }, index) => (
        <div key={index} className={s['pair']}>
          <dt className={s['code']}>{system === null ? code : <CodeLink system={system} code={code} />}</dt>
          <dd>
            <Prose text={note} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const amount = /^[−-]?\$?\d[\d,.]*\s?%?$/;
const fraction = /[.,$%]/;

/** A heading or a code of a dozen letters is never broken over two lines. */
function isShort(cell: string): boolean {
  return cell.length <= 12;
}

/** Amounts stand on the right, so that their digits line up; codes and indicators are words made of digits. */
function TableBlock({ block }: { block: BlockOf<'table'> }) {
  const alignments = block.columns.map((_, column) => {
    const cells = block.rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
    const isAmounts = cells.every((cell) => amount.test(cell)) && cells.some((cell) => fraction.test(cell));
    return isAmounts ? s['amounts'] : s['words'];
  });
  return (
    <div className={s['scroll']} role="region" aria-label={block.caption} tabIndex={0}>
      <table className={s['table']}>
        <caption className={s['caption']}>{block.caption}</caption>
        <thead>
          <tr>
            {block.columns.map((column, index) => (
              <th key={index} scope="col" className={cx(alignments[index], isShort(column) && s['short'])}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} className={cx(alignments[column], isShort(cell) && s['short'])}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
