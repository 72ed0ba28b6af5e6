/**
 * Imports Compose files (compose-spec.io) as scenarios. Services become parts of a system, and host references become
 * calls.
 */
package dev.brownout.importing.compose;
