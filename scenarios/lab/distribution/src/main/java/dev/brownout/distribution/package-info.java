/**
 * Generators of the files that an archive contains beside the command: manual pages and shell completion, derived from
 * the commands and their options.
 */
package dev.brownout.distribution;
