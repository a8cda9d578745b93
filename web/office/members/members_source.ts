// Where the member screens get their data, and where they send it. An operation's id is made by who starts it and is
// sent again unchanged after a failure, so that nothing happens twice.
import { ask, server } from "../server/client";
import type { ClosingQuote, Member, MemberHistory, MemberList } from "../server/schema";
import type { MemberQuery } from "./member_query";

const at = (member_id: string) => ({ path: { member_id } });
const merge = (operation_id: string) => ({ path: { operation_id } });

export const memberOf = (id: string): Promise<Member> => ask(server.GET("/v1/members/{member_id}", { params: at(id) }));
export const findMembers = (query: MemberQuery): Promise<MemberList> =>
  ask(server.GET("/v1/members", { params: { query } }));
export const historyOf = (id: string): Promise<MemberHistory> =>
  ask(server.GET("/v1/members/{member_id}/history", { params: at(id) }));

export const setFrozen = (id: string, operation_id: string, frozen: boolean, reason: string): Promise<Member> =>
  ask(server.PUT("/v1/members/{member_id}/state", { params: at(id), body: { operation_id, frozen, reason } }));
export const setTags = (id: string, operation_id: string, tags: string[]): Promise<Member> =>
  ask(server.PUT("/v1/members/{member_id}/tags", { params: at(id), body: { operation_id, tags } }));
export const setPin = (id: string, operation_id: string, pin: string) =>
  ask(server.PUT("/v1/members/{member_id}/pin", { params: at(id), body: { operation_id, pin } }));
export const removePin = (id: string, operation_id: string, reason: string) =>
  ask(server.PUT("/v1/members/{member_id}/pin-removal", { params: at(id), body: { operation_id, reason } }));
export const setMarketing = (id: string, operation_id: string, given: boolean, version: string): Promise<Member> =>
  ask(
    server.PUT("/v1/members/{member_id}/consent", {
      params: at(id),
      body: { operation_id, purpose: "marketing", given, version, said_at: Date.now() },
    }),
  );

export const mergeMembers = (operation_id: string, loser: string, winner: string, reason: string): Promise<Member> =>
  ask(server.PUT("/v1/member-merges/{operation_id}", { params: merge(operation_id), body: { loser, winner, reason } }));
export const undoMerge = (operation_id: string, reason: string): Promise<Member> =>
  ask(server.PUT("/v1/member-merges/{operation_id}/undo", { params: merge(operation_id), body: { reason } }));

export const closingOf = (id: string): Promise<ClosingQuote> =>
  ask(server.GET("/v1/members/{member_id}/closing", { params: at(id) }));
export const closeMember = (id: string, operation_id: string, points: number, reason: string): Promise<Member> =>
  ask(server.PUT("/v1/members/{member_id}/closing", { params: at(id), body: { operation_id, points, reason } }));
