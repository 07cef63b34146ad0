import { tidyText } from '../reading/decode.ts';
import { longer } from './icd10cm-xml.ts';
import type { Member } from '../importer.ts';
import type { XmlEvent } from '../reading/xml.ts';

const parts: ReadonlySet<string> = new Set(['visCategory', 'visRange', 'visMax', 'visMin']);

/**
 * The table of visual impairment at H54, which the Tabular List holds as `<visualImpairment>`: one `visCategory` for
 * the captions, then one for each category with its `visRange`s, the same limits on several scales.
 */
export class VisualImpairment {
  private readonly member: Member;
  private readonly captions = new Map<string, string>();
  private values = new Map<string, string>();
  private part = '';
  private field: 'heading' | 'value' | null = null;
  private text = '';

  constructor(member: Member) {
    this.member = member;
  }

  /** Takes in one event inside the table; gives the sentence of the category that it completes. */
  next(event: XmlEvent): string | null {
    if (event.is === 'text') {
      if (this.field !== null) this.text = longer(this.member, this.text, event.text);
      return null;
    }
    const { is, name } = event;
    if (parts.has(name)) {
      if (is === 'close') return name === 'visCategory' ? this.category() : null;
      this.part = name;
    } else if (is === 'open' && (name === 'heading' || name === 'value')) {
      this.field = name;
      this.text = '';
    } else if (is === 'close' && name === this.field) {
      this.keep(tidyText(this.text));
      this.field = null;
    }
    return null;
  }

  private keep(text: string): void {
    if (this.field === 'heading') {
      this.captions.set(this.part, text);
      return;
    }
    const before = this.values.get(this.part);
    this.values.set(this.part, longer(this.member, before === undefined ? '' : `${before}, `, text));
  }

  private category(): string | null {
    const { captions, values } = this;
    this.values = new Map();
    const category = values.get('visCategory');
    if (category === undefined) return null;
    const highest = values.get('visMax') ?? '';
    const lowest = values.get('visMin');
    // Without a lower limit the value is the category itself: "No light perception".
    const limits =
      lowest === undefined
        ? [highest]
        : [`${captions.get('visMax') ?? ''} ${highest}`, `${captions.get('visMin') ?? ''} ${lowest}`];
    return [`${captions.get('visCategory') ?? ''} ${category}`, captions.get('visRange') ?? '', ...limits]
      .map(tidyText)
      .filter((text) => text !== '')
      .join('; ');
  }
}
