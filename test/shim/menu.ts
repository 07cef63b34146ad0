import type * as Electron from 'electron';
import { gap, Loud, standsFor, type PartOf } from './stand-in.ts';
import { app } from './app.ts';
import { windows } from './windows.ts';

/** "zoomIn" → "Zoom In": how Electron labels an item that only has a role. */
const roleLabel = (role: string): string =>
  role.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(/^./, (first) => first.toUpperCase());

/** What Electron does by itself for an item with a role. */
function perform(role: string): void {
  const window = windows.focused;
  if (role === 'quit') app.quit();
  else if (role === 'close') window?.close();
  else if (role === 'minimize') window?.minimize();
  else if (role === 'togglefullscreen') window?.setFullScreen(!window.isFullScreen());
  else throw gap(`menu role ${role}`);
}

class ShimMenuItem extends Loud implements PartOf<Electron.MenuItem> {
  static #nextCommand = 1;
  readonly commandId = ShimMenuItem.#nextCommand++;
  readonly id: string;
  readonly type: NonNullable<Electron.MenuItemConstructorOptions['type']>;
  readonly role?: NonNullable<Electron.MenuItem['role']>;
  readonly accelerator: string | null;
  readonly submenu?: Electron.Menu;
  readonly sublabel = '';
  readonly toolTip: string;
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  /** Tests click what a person would: `Menu.getApplicationMenu().getMenuItemById('…').click()`. */
  readonly click: () => void;

  constructor(options: Electron.MenuItemConstructorOptions) {
    super('MenuItem');
    const own = standsFor<Electron.MenuItem>(this);
    this.id = options.id ?? '';
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal');
    if (options.role) this.role = options.role as NonNullable<Electron.MenuItem['role']>;
    this.accelerator = options.accelerator ?? null;
    if (options.submenu)
      this.submenu = Array.isArray(options.submenu)
        ? ShimMenu.buildFromTemplate(options.submenu)
        : options.submenu;
    this.toolTip = options.toolTip ?? '';
    this.label = options.label ?? (options.role ? roleLabel(options.role) : '');
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.click = () => {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.type === 'radio') this.checked = true;
      const event: Electron.KeyboardEvent = { triggeredByAccelerator: false };
      const window = windows.focused ? standsFor<Electron.BrowserWindow>(windows.focused) : undefined;
      if (this.role) perform(this.role);
      else options.click?.(own, window, event);
    };
  }
}

class ShimMenu extends Loud implements PartOf<Electron.Menu> {
  static #application: Electron.Menu | null = null;
  readonly items: Electron.MenuItem[] = [];

  constructor() {
    super('Menu');
  }

  static buildFromTemplate(
    template: readonly (Electron.MenuItemConstructorOptions | Electron.MenuItem)[],
  ): Electron.Menu {
    const menu = new ShimMenu();
    for (const entry of template)
      menu.append(
        entry instanceof ShimMenuItem
          ? standsFor<Electron.MenuItem>(entry)
          : standsFor<Electron.MenuItem>(new ShimMenuItem(entry as Electron.MenuItemConstructorOptions)),
      );
    return standsFor<Electron.Menu>(menu);
  }

  static setApplicationMenu(menu: Electron.Menu | null): void {
    ShimMenu.#application = menu;
  }

  static getApplicationMenu(): Electron.Menu | null {
    return ShimMenu.#application;
  }

  append(item: Electron.MenuItem): void {
    this.items.push(item);
  }

  insert(position: number, item: Electron.MenuItem): void {
    this.items.splice(position, 0, item);
  }

  getMenuItemById(id: string): Electron.MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found) return found;
    }
    return null;
  }

  /** A context menu would wait for a click nobody makes. */
  popup(): void {}
  closePopup(): void {}
}

export { ShimMenu, ShimMenuItem };
