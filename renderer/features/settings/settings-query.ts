import { useEffect } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Settings, SettingsPatch } from '../../../electron/contract/settings.ts';
import { ask } from '../../lib/bridge.ts';
import { showSystems } from '../search/search-store.ts';

export const settingsKey = ['settings.get'] as const;

export function useSettings() {
  return useQuery({ queryKey: settingsKey, queryFn: () => ask('settings.get', null) });
}

/** Applied at once and put back if it could not be kept. */
export function useSaveSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patch: SettingsPatch) => ask('settings.set', patch),
    onMutate: (patch) => {
      const before = client.getQueryData<Settings>(settingsKey);
      if (before) client.setQueryData<Settings>(settingsKey, merge(before, patch));
      return before;
    },
    onSuccess: (kept, { learnPicks }) => {
      client.setQueryData(settingsKey, kept);
      if (learnPicks !== undefined) void client.invalidateQueries({ queryKey: ['search.query'] });
    },
    onError: (_error, _patch, before) => client.setQueryData(settingsKey, before),
  });
}

function merge(
  settings: Settings,
  { theme, density, systems, learnPicks, updates }: SettingsPatch,
): Settings {
  return {
    theme: theme ?? settings.theme,
    density: density ?? settings.density,
    systems: systems ?? settings.systems,
    learnPicks: learnPicks ?? settings.learnPicks,
    updates: updates ?? settings.updates,
  };
}

/** Puts theme and density on the root element, where the tokens read them, and shows the systems to begin with. */
export function useApplySettings(): void {
  const { data } = useSettings();
  useEffect(() => {
    const root = document.documentElement;
    root.dataset['theme'] = data?.theme ?? 'system';
    root.dataset['density'] = data?.density ?? 'normal';
  }, [data]);
  const systems = data?.systems;
  useEffect(() => {
    if (systems) showSystems(systems);
  }, [systems]);
}
