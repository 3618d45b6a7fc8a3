package io.multimodal4j.processing;

/** What belongs to one request as a whole: what tells its tenant from others, its clock, and the caller's hold on it. */
record RequestScope(String cacheSalt, StageClock clock, RequestControl control) {}
