import { Dialog } from "../controls/Dialog.tsx";
import { QrCode } from "./QrCode.tsx";
import styles from "./LargeQrCode.module.css";

/** The code over the whole screen, for a room to point its phones at, with the link to type below. */
export function LargeQrCode({ link, onClose }: { link: string; onClose: () => void }) {
  return (
    <Dialog title="Point a phone’s camera here" shape="screen" onClose={onClose}>
      {() => (
        <div className={styles["large"]}>
          <div className={styles["code"]}>
            <QrCode text={link} label="QR code of the link, large" />
          </div>
          <p className={styles["link"]}>{link}</p>
        </div>
      )}
    </Dialog>
  );
}
