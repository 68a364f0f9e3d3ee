/*
 * routes.h - which operation answers which method and path, who may ask for it,
 * and what it takes. docs/openapi.yaml says the same; a test compares them.
 */
#ifndef MIPSIA_SERVER_ROUTES_H
#define MIPSIA_SERVER_ROUTES_H

#include "server/http.h"
#include "services/operation.h"

typedef void route_fn(const struct op_call *call, struct op_reply *reply);

enum route_kind {
	ROUTE_READ,  /* sees one state of the store */
	ROUTE_WRITE, /* changes it: one transaction */
	ROUTE_FILE   /* the same, and the body is a file */
};

struct route {
	enum http_method method;
	const char *pattern;   /* "/practices/{practice}/years/{year}/needs", behind ROUTE_PREFIX */
	const char *operation; /* operationId */
	enum capability capability;
	bool open; /* answered without a session */
	enum route_kind kind;
	route_fn *run;
};

#define ROUTE_PREFIX "/api/v1"
#define ROUTE_SEGMENTS_MAX 12
#define ROUTE_SEGMENT_MAX 128 /* bytes of one parameter */

/* The values of a path's parameters, copied. */
struct route_values {
	bool has_practice;
	bool has_year;
	char practice[ROUTE_SEGMENT_MAX];
	char year[ROUTE_SEGMENT_MAX];
	char other[OP_PARAMS_MAX][ROUTE_SEGMENT_MAX];
	int others;
};

enum route_found {
	ROUTE_FOUND,
	ROUTE_NONE,        /* no such path: 404 */
	ROUTE_OTHER_METHOD /* the path takes other methods: *allowed says which */
};

/* Finds the route of a method and a decoded path. */
enum route_found route_find(enum http_method method, const char *path, const struct route **route,
                            http_methods *allowed);

/* Reads the parameters of a path that route_find found. */
void route_read(const struct route *route, const char *path, struct route_values *values);

/* All of them, for tests. */
const struct route *route_all(size_t *count);

#endif
