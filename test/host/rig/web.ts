// Excel on the web around a window of ours: the page that frames the add-in and speaks the messages of Microsoft's excel-web-16.00.js.
// Requests of the workbook reach the same bridge as on Windows; only the envelopes differ.

import type { Bridge } from "./bridge";

export const WEB_HOST_INFO = "Excel|Web|16.01|en-US|c||disableLogging|3";
/** A page whose origin office.js trusts without asking. */
export const WEB_HOST = "https://usc-excel.officeapps.live.com";
/** Under which the page and the add-in's window know each other. */
export const CONVERSATION = "pane";

const REQUEST = 0;
const RESPONSE = 1;
const REGISTER_EVENT = 1;
const UNREGISTER_EVENT = 2;
const TO_CALLER = 0;
const TO_LISTENER = 1;
const EXECUTE_RICH_API_REQUEST = 93;
const SELECTION = 2;
/** Where they stand in the array of a request. */
const BODY = 4;
const FLAGS = 6;

/** What refuses a request as a whole arrives as one of office.js's own numbers, not in the body. */
const REFUSALS: Readonly<Record<string, number>> = {
  InvalidOperationInCellEditMode: 5004,
  RequestPayloadSizeLimitExceeded: 5103,
  ResponsePayloadSizeLimitExceeded: 5104,
};

interface Asked {
  readonly _messageType: number;
  readonly _actionType: number;
  readonly _actionName: string;
  readonly _conversationId: string;
  readonly _correlationId: number;
  readonly _data: unknown;
}

interface RichApiRequest {
  readonly DdaMethod: { readonly DispatchId: number };
  readonly ArrayData: readonly unknown[];
}

interface FromBridge {
  readonly id: number;
  readonly type: number;
  readonly message: { readonly body: string; readonly entries?: readonly (readonly unknown[] | Entry)[] };
}

interface Entry {
  readonly messageCategory: number;
  readonly messageType: number;
  readonly targetId: string;
  readonly message: string;
}

type Listener = (event: { data: string; origin: string; source: object }) => void;

/** Who Excel says it is, when office.js asks for its context. */
export const webContext = (sets: Readonly<Record<string, string>>, language: string | number = 1033): object => ({
  _id: "app",
  _appName: 16,
  _appVersion: "16.01",
  _appUILocale: language,
  _dataLocale: 1033,
  _docUrl: `${WEB_HOST}/Book.xlsx`,
  _clientMode: 1,
  _settings: [],
  _reason: 1,
  _osfControlType: 1,
  _eToken: "",
  _correlationId: "c",
  _appInstanceId: "i",
  _requirementMatrix: JSON.stringify(sets),
  _appMinorVersion: 1,
  _hostFullVersion: "16.0.20306",
  _clientWindowHeight: 800,
  _clientWindowWidth: 350,
  _addinName: "Capex",
  _appDomains: [],
  _featureGates: {},
  _initialDisplayMode: 0,
  _marketplaceType: "",
});

/** The name of the frame, by which office.js finds its host. */
export const frameName = (hostInfo: string, host: string): string =>
  JSON.stringify({
    baseFrameName: "x",
    hostInfo,
    serializerVersion: 1,
    flights: "[]",
    xdmInfo: `${CONVERSATION}|app|${host}/book|`,
  });

/** Resolves when the runtime of the functions has said that it listens: Excel calls none before. */
export function functionsListen(bridge: Bridge): Promise<void> {
  return new Promise((resolve) => {
    bridge.services["Microsoft.ExcelServices.CustomFunctions"] = {
      kind: "CustomFunctions",
      run: { _GetEnabledFeatures: () => [1, 2, 3, 4], _SetOsfControlContainerReadyForCustomFunctions: () => resolve() },
    };
  });
}

/** What a window has that lies in Excel's page: its name, its parent, and messages. */
export function webWindow(bridge: Bridge, sets: Readonly<Record<string, string>>): Record<string, unknown> {
  const listeners = new Set<Listener>();
  const registered = new Set<string>();
  const asked = new Map<number, Asked>();

  const post = (responseType: number, actionName: string, correlationId: number, payload: unknown): void => {
    const data = JSON.stringify({
      _messageType: RESPONSE,
      _responseType: responseType,
      _actionName: actionName,
      _conversationId: CONVERSATION,
      _correlationId: correlationId,
      _origin: WEB_HOST,
      _errorCode: 0,
      _serializerVersion: 1,
      _data: payload,
    });
    setImmediate(() => listeners.forEach((listener) => listener({ data, origin: WEB_HOST, source: parent })));
  };
  const answer = ({ _actionName, _correlationId }: Asked, payload: unknown): void =>
    post(TO_CALLER, _actionName, _correlationId, payload);
  const notify = (event: string, payload: unknown): void => {
    if (registered.has(event)) post(TO_LISTENER, event, 0, payload);
  };

  const execute = (message: Asked): void => {
    const { DdaMethod, ArrayData } = message._data as RichApiRequest;
    if (DdaMethod.DispatchId !== EXECUTE_RICH_API_REQUEST) {
      bridge.unknown.push(`the method ${DdaMethod.DispatchId}`);
      return;
    }
    asked.set(message._correlationId, message);
    const { [BODY]: body, [FLAGS]: flags } = ArrayData;
    bridge.sendMessageToHost(JSON.stringify({ id: message._correlationId, type: 1, flags, message: { body } }));
  };

  const receive = (message: Asked): void => {
    if (message._messageType !== REQUEST) return;
    if (message._actionType === REGISTER_EVENT) registered.add(message._actionName);
    if (message._actionType === UNREGISTER_EVENT) registered.delete(message._actionName);
    if (message._actionName === "executeMethod") return execute(message);
    if (message._actionName === "ContextActivationManager_getAppContextAsync") return answer(message, webContext(sets));
    answer(message, { Error: 0, Version: 1 });
  };

  bridge.onMessageFromHost = (text) => {
    const { id, type, message } = JSON.parse(text) as FromBridge;
    if (type === 3) return (message.entries ?? []).forEach(tell);
    const request = asked.get(id);
    if (request === undefined) return;
    asked.delete(id);
    const { Error: error } = JSON.parse(message.body) as { Error?: { Code: string } };
    const refusal = REFUSALS[error?.Code ?? ""];
    if (refusal !== undefined) answer(request, { Error: refusal, Version: 1 });
    else answer(request, { Error: 0, Version: 1, Data: [200, [], message.body] });
  };

  const tell = (entry: readonly unknown[] | Entry): void => {
    if (!("messageType" in entry)) return notify("richApiMessage", { ArrayData: [entry] });
    const { messageCategory, messageType, targetId, message } = entry;
    if (messageType === SELECTION) return notify("documentSelectionChanged", {});
    notify("richApiMessage", { ArrayData: [[messageCategory, messageType, targetId, message, 0, false]] });
  };

  const parent = {
    postMessage: (data: string) => setImmediate(() => receive(JSON.parse(data) as Asked)),
  };
  return {
    name: frameName(WEB_HOST_INFO, WEB_HOST),
    parent,
    addEventListener: (kind: string, listener: Listener) => {
      if (kind === "message") listeners.add(listener);
    },
  };
}
