// The host's end of Office.js: requests of actions over object paths in, results out, in Excel's own shape.
// As in Excel, actions run in order, the first error ends the request, and what ran before it stays.

import { workbookRemote, type Remote } from "./objects";
import { OfficeFault, type Workbook } from "./workbook";

export interface ActionSeen {
  /** Counted over all requests, from 0. */
  readonly index: number;
  readonly name: string;
  /** Whether the workbook may differ afterwards. */
  readonly changes: boolean;
}

export interface RequestSeen {
  readonly index: number;
  readonly bytes: number;
  readonly actions: number;
}

/** Thrown by a watcher: the host never answers again, as when the pane is closed or the machine stops. */
export class Death extends Error {}

/** An action that the rig does not know: a defect of the rig or of the code under test, never to be survived. */
export class UnknownAction extends Error {}

interface PathInfo {
  readonly Id: number;
  readonly ObjectPathType: number;
  readonly Name: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: ArgumentInfo;
}

interface ArgumentInfo {
  readonly Arguments?: unknown[];
  readonly ReferencedObjectPathIds?: unknown[];
}

interface ActionInfo {
  readonly Id: number;
  readonly ActionType: number;
  readonly Name: string;
  readonly ObjectPathId: number;
  readonly ArgumentInfo?: ArgumentInfo;
  readonly QueryInfo?: { readonly Select?: string[]; readonly Expand?: string[] };
}

interface Body {
  readonly Actions: ActionInfo[];
  readonly ObjectPaths: Record<string, PathInfo>;
}

const INSTANTIATE = 1;
const QUERY = 2;
const METHOD = 3;
const SET = 4;
const TRACE = 5;
const DELAYS_FOR_CELL_EDIT = 64;
const READS = /^(Get|Calculate$|_|Find)/;
const EVENTS = {
  selection: [2, ""],
  changed: [10, "Workbook"],
  added: [13, "Workbook"],
  deleted: [15, "Workbook"],
  calculated: [16, "Workbook"],
} as const;

/** What a host refuses as too large, in characters of one request and of one answer. */
export interface Limits {
  readonly payload: number;
  readonly response: number;
}

export const ON_WINDOWS: Limits = { payload: 5_000_000, response: Infinity };
export const ON_THE_WEB: Limits = { payload: 5_000_000, response: 5_000_000 };

export class Bridge {
  onMessageFromHost: ((text: string) => void) | null = null;

  readonly requests: RequestSeen[] = [];
  readonly unknown: string[] = [];
  actions = 0;
  payloadLimit: number;
  responseLimit: number;
  /** Whether the user is typing in a cell. */
  editing = false;
  beforeRequest: (request: RequestSeen) => void | Promise<void> = () => undefined;
  beforeAction: (action: ActionSeen) => void = () => undefined;
  /** Objects that are not part of the workbook, by their type's name. */
  readonly services: Record<string, Remote> = {};

  private dead = false;
  private queue: Promise<void> = Promise.resolve();
  private readonly kept = new Map<string, Remote>();
  private readonly heard = new Set<string>(["selection"]);
  private deaf: () => void = () => undefined;
  private workbook: Workbook;
  private session = 0;

  constructor(
    workbook: Workbook,
    private readonly limits: Limits = ON_WINDOWS,
  ) {
    this.workbook = workbook;
    this.payloadLimit = limits.payload;
    this.responseLimit = limits.response;
    this.open(workbook);
  }

  /** Another workbook and nothing left of the one before: what was asked there is never answered. */
  open(workbook: Workbook): void {
    this.deaf();
    this.workbook = workbook;
    this.session++;
    this.dead = false;
    this.editing = false;
    this.payloadLimit = this.limits.payload;
    this.responseLimit = this.limits.response;
    this.actions = 0;
    this.requests.length = 0;
    this.unknown.length = 0;
    this.kept.clear();
    this.queue = Promise.resolve();
    this.beforeRequest = () => undefined;
    this.beforeAction = () => undefined;
    this.deaf = workbook.listen((what, sheet, address) => {
      if (!this.heard.has(what)) return;
      const [messageType, targetId] = EVENTS[what];
      const message = JSON.stringify({ address, worksheetId: sheet.id, changeType: "RangeEdited", source: "Local" });
      setImmediate(() =>
        this.send({ type: 3, message: { entries: [{ messageCategory: 65536, messageType, targetId, message }] } }),
      );
    });
  }

  /** The pane is gone: nothing is answered, nothing is told. */
  close(): void {
    this.dead = true;
    this.deaf();
  }

  send(message: object): void {
    if (!this.dead) this.onMessageFromHost?.(JSON.stringify(message));
  }

  sendMessageToHost(text: string): void {
    if (this.dead) return;
    const { id, type, flags, message } = JSON.parse(text) as {
      id: number;
      type: number;
      flags: number;
      message: { body: string | Body };
    };
    if (type !== 1) return;
    const body: Body = typeof message.body === "string" ? (JSON.parse(message.body) as Body) : message.body;
    this.queue = this.queue.then(() => this.request(id, flags, text.length, body));
  }

  private async request(id: number, flags: number, bytes: number, body: Body): Promise<void> {
    const { session } = this;
    if (this.dead) return;
    const seen = { index: this.requests.length, bytes, actions: body.Actions.length };
    this.requests.push(seen);
    const results: { ActionId: number; Value: unknown }[] = [];
    const traces: number[] = [];
    let error: object | undefined;
    try {
      await this.beforeRequest(seen);
      while (this.editing && (flags & DELAYS_FOR_CELL_EDIT) !== 0)
        await new Promise((resolve) => setTimeout(resolve, 10));
      if (this.editing) throw new OfficeFault("InvalidOperationInCellEditMode", "Excel is in cell-edit mode");
      if (bytes > this.payloadLimit)
        throw new OfficeFault("RequestPayloadSizeLimitExceeded", "the request is too large");
      const run = new Run(body, this.workbook, this.services, this.kept, (event) => this.subscribe(event));
      body.Actions.forEach((action, at) => {
        const known = run.describe(action);
        try {
          this.beforeAction({ index: this.actions++, ...known });
          results.push({ ActionId: action.Id, Value: run.act(action, traces) });
        } catch (reason) {
          if (reason instanceof OfficeFault)
            error = { Code: reason.code, Message: reason.message, Location: known.name, ActionIndex: at };
          throw reason;
        }
      });
    } catch (reason) {
      if (reason instanceof Death) return this.close();
      if (!(reason instanceof OfficeFault)) {
        this.unknown.push(String(reason));
        reason = new OfficeFault("RigFailure", String(reason));
      }
      const { code, message } = reason as OfficeFault;
      error ??= { Code: code, Message: message, Location: "" };
    }
    if (error === undefined && JSON.stringify(results).length > this.responseLimit) {
      error = { Code: "ResponsePayloadSizeLimitExceeded", Message: "the answer is too large", Location: "" };
      results.length = 0;
    }
    const answer = { Results: results, TraceIds: traces, ...(error === undefined ? {} : { Error: error }) };
    await new Promise((resolve) => setImmediate(resolve));
    if (session !== this.session) return;
    this.send({ id, type: 2, message: { statusCode: 200, headers: {}, body: JSON.stringify(answer) } });
  }

  private subscribe(event: string): void {
    if (event.startsWith("+")) this.heard.add(event.slice(1));
    else this.heard.delete(event.slice(1));
  }
}

/** One request: its paths are resolved once each, in the order in which its actions name them. */
class Run {
  private readonly resolved = new Map<number, Remote | null>();

  constructor(
    private readonly body: Body,
    private readonly workbook: Workbook,
    private readonly services: Record<string, Remote>,
    private readonly kept: Map<string, Remote>,
    private readonly tell: (event: string) => void,
  ) {}

  describe(action: ActionInfo): { name: string; changes: boolean } {
    const path = this.body.ObjectPaths[action.ObjectPathId] as PathInfo | undefined;
    if (action.ActionType === TRACE || path === undefined) return { name: "trace", changes: false };
    if (action.ActionType === INSTANTIATE) {
      const isNew = !this.resolved.has(path.Id) && path.ObjectPathType === 3;
      return { name: path.Name || "object", changes: isNew && !READS.test(path.Name) };
    }
    const changes = action.ActionType === SET || (action.ActionType === METHOD && !READS.test(action.Name));
    return { name: action.ActionType === SET ? `${action.Name} =` : action.Name || "load", changes };
  }

  act(action: ActionInfo, traces: number[]): unknown {
    if (action.ActionType === TRACE) {
      traces.push(action.Id);
      return null;
    }
    const object = this.resolve(action.ObjectPathId);
    switch (action.ActionType) {
      case INSTANTIATE:
        return object === null ? null : this.identity(object);
      case QUERY:
        return object === null ? null : this.query(object, action.QueryInfo?.Select);
      case METHOD: {
        if (object === null && action.Name === "_KeepReference") return null;
        if (object === null) throw new OfficeFault("InvalidObjectPath", `${action.Name} of a null object`);
        if (action.Name === "_KeepReference") this.kept.set(this.reference(action.ObjectPathId), object);
        return this.known(object.run, object, action.Name)(...this.values(action.ArgumentInfo)) ?? null;
      }
      case SET: {
        if (object === null) throw new OfficeFault("InvalidObjectPath", `${action.Name} of a null object`);
        this.known(object.set, object, action.Name)(...this.values(action.ArgumentInfo));
        return null;
      }
      default:
        throw new UnknownAction(`action type ${action.ActionType}`);
    }
  }

  private known<T>(
    members: Readonly<Record<string, T>> | undefined,
    object: Remote,
    name: string,
  ): (...values: never[]) => unknown {
    const member = members?.[name];
    if (member === undefined) throw new UnknownAction(`${object.kind} has no ${name}`);
    return member as (...values: never[]) => unknown;
  }

  private reference(pathId: number): string {
    const path = this.body.ObjectPaths[pathId];
    return path.ObjectPathType === 6 ? path.Name : `reference ${this.kept.size} of ${pathId}`;
  }

  private identity(object: Remote): object {
    const reference = [...this.kept].find(([, remote]) => remote === object)?.[0];
    return {
      ...(object.id === undefined ? {} : { Id: object.id }),
      ...(reference === undefined ? {} : { _ReferenceId: reference }),
    };
  }

  private values(info: ArgumentInfo | undefined): never[] {
    const values = info?.Arguments ?? [];
    return values.map((value, at) => {
      const id = info?.ReferencedObjectPathIds?.[at];
      return typeof id === "number" && id !== 0 && id === value ? this.resolve(id) : value;
    }) as never[];
  }

  private resolve(pathId: number): Remote | null {
    const done = this.resolved.get(pathId);
    if (done !== undefined) return done;
    const found = this.find(this.body.ObjectPaths[pathId]);
    this.resolved.set(pathId, found);
    return found;
  }

  private find(path: PathInfo): Remote | null {
    switch (path.ObjectPathType) {
      case 1:
        return workbookRemote(this.workbook, this.tell);
      case 2: {
        const service = this.services[path.Name];
        if (service === undefined) throw new UnknownAction(`the service ${path.Name}`);
        return service;
      }
      case 6: {
        const kept = this.kept.get(path.Name);
        if (kept === undefined) throw new OfficeFault("InvalidReference", `${path.Name} is gone`);
        return kept;
      }
      case 7:
        return null;
    }
    const parent = this.resolve(path.ParentObjectPathId ?? 0);
    if (parent === null) return null;
    const values = this.values(path.ArgumentInfo);
    switch (path.ObjectPathType) {
      case 3:
        return this.known(parent.find, parent, path.Name)(...values) as Remote | null;
      case 4:
        return this.known(parent.to, parent, path.Name)() as Remote;
      case 5:
        if (parent.item === undefined) throw new UnknownAction(`${parent.kind} has no items`);
        return parent.item(values[0]);
      default:
        throw new UnknownAction(`path type ${path.ObjectPathType}`);
    }
  }

  private query(object: Remote, select: readonly string[] = []): object {
    const wanted = select.map((path) => path.split("/"));
    const value = (remote: Remote): object => {
      const answer: Record<string, unknown> = remote.id === undefined ? {} : { Id: remote.id };
      const own = wanted.filter((path) => path.length === 1).map(([name]) => pascal(name));
      const names =
        own.length === 0 && wanted.length === 0 ? Object.keys(remote.get ?? {}) : own.filter((name) => name !== "*");
      for (const name of own.includes("*") ? Object.keys(remote.get ?? {}) : names) {
        answer[name] = this.known(remote.get, remote, name)();
      }
      const deeper = new Map<string, string[]>();
      for (const [first, ...rest] of wanted) {
        if (rest.length > 0) deeper.set(pascal(first), [...(deeper.get(pascal(first)) ?? []), rest.join("/")]);
      }
      for (const [name, rest] of deeper) {
        answer[name] = this.query(this.known(remote.to, remote, name)() as Remote, rest);
      }
      return answer;
    };
    return object.items === undefined ? value(object) : { _Items: object.items().map(value) };
  }
}

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
