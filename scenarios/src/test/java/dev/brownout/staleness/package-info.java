/** Answers that miss acknowledged writes, held against what paper says of them. */
package dev.brownout.staleness;
