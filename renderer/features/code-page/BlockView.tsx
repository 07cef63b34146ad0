import type { Block } from '../../../electron/contract/codes.ts';
import { Notice } from '../../ui/Notice.tsx';
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

const figure = /^[−-]?[$\d][\d,.]*\s?%?$/;

/** Columns that hold figures stand on the right, so that their digits line up. */
function TableBlock({ block }: { block: BlockOf<'table'> }) {
  const isFigures = block.columns.map((_, column) =>
    block.rows.every((row) => figure.test(row[column] ?? '') || row[column] === ''),
  );
  const alignment = (column: number) =>
    isFigures[column] && block.rows.length > 0 ? s['figures'] : s['words'];
  return (
    <div className={s['scroll']} role="region" aria-label={block.caption} tabIndex={0}>
      <table className={s['table']}>
        <caption className={s['caption']}>{block.caption}</caption>
        <thead>
          <tr>
            {block.columns.map((column, index) => (
              <th key={index} scope="col" className={alignment(index)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} className={alignment(column)}>
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
