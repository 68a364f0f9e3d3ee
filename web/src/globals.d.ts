// Set by build.mjs: true in development builds.
declare const __DEV__: boolean;
