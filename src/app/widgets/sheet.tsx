import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { openSheet } from '../stores/desk.ts';
import { Icon } from './icon.tsx';
import './sheet.css';

interface SheetProps {
  readonly title: string;
  readonly about?: string;
  readonly children: ReactNode;
  readonly isWide?: boolean;
  /** For a sheet that is not one of the desk's. */
  readonly onClose?: () => void;
}

/** A sheet of paper over the page; Escape and the cross put it away. */
export function Sheet({ title, about, children, isWide = false, onClose = () => openSheet(null) }: SheetProps) {
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Overlay className="sheet-veil" />
        <Dialog.Content className={`sheet ${isWide ? 'wide' : ''}`} {...(!about && { 'aria-describedby': undefined })}>
          <Dialog.Title className="sheet-title">{title}</Dialog.Title>
          {about && <Dialog.Description className="sheet-about">{about}</Dialog.Description>}
          {children}
          <Dialog.Close className="sheet-close" aria-label="Close">
            <Icon name="cross" />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
