// Where the laboratory and the checks at set-up get their answers.
import { ask, server } from "../server/client";
import type { CheckReport, CheckRequest, LaboratoryRun, RunRequest } from "../server/schema";

export const startRun = (body: RunRequest): Promise<LaboratoryRun> => ask(server.POST("/v1/laboratory/runs", { body }));

export const runOf = (run_id: string): Promise<LaboratoryRun> =>
  ask(server.GET("/v1/laboratory/runs/{run_id}", { params: { path: { run_id } } }));

export const cancelRun = (run_id: string): Promise<LaboratoryRun> =>
  ask(server.DELETE("/v1/laboratory/runs/{run_id}", { params: { path: { run_id } } }));

export const checkDraft = (body: CheckRequest): Promise<CheckReport> =>
  ask(server.POST("/v1/promotions/check", { body }));
