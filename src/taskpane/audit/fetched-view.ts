// The view of the audit, which is large: fetched when it is first in sight, or when the pane rests.
import { fetched } from "../../sheets/parts";

const ask = fetched(() => import(/* webpackChunkName: "audit" */ "./view"));

let part: Awaited<ReturnType<typeof ask>> | undefined;

export const fetchAuditView = async (): Promise<void> => void (part = await ask());

/** The view, once it has come. */
export const auditView = () => part?.auditView;
