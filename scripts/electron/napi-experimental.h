// Included before everything else when better-sqlite3 is built for an old Electron. The headers in npm's
// node-api-headers hold the stable functions only; this calls the module experimental all the same, and declares the
// one experimental function that keeps finalizers out of a running garbage collection.
#pragma once
#define NAPI_VERSION 2147483647
#define NODE_API_EXPERIMENTAL_HAS_POST_FINALIZER
#include <node_api.h>
#ifdef __cplusplus
extern "C"
#endif
NAPI_EXTERN napi_status NAPI_CDECL node_api_post_finalizer(
    napi_env env, napi_finalize finalize_cb, void* finalize_data, void* finalize_hint);
