/**
 * Compose files (compose-spec.io), as scenarios: services as parts of a system, who is named by whom as who calls whom.
 */
package dev.brownout.importing.compose;
