/** Compose files, and the scenarios that they become. */
package dev.brownout.importing.compose;
