// An open basket belongs to one tab: two tabs at work on the same sale would overwrite each other. The claim is a lock of
// the browser, so it ends by itself when the tab is closed or the power goes.

const releases = new Map<string, () => void>();

export async function claimBasket(sale_id: string): Promise<boolean> {
  if (!navigator.locks || releases.has(sale_id)) return true;
  return new Promise((claimed) => {
    void navigator.locks.request(`huiji-basket-${sale_id}`, { ifAvailable: true }, (lock) => {
      claimed(lock !== null);
      if (lock) return new Promise<void>((release) => releases.set(sale_id, release));
    });
  });
}

export function releaseBasket(sale_id: string): void {
  releases.get(sale_id)?.();
  releases.delete(sale_id);
}
