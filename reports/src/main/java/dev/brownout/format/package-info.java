/** Numbers, times and verdicts in the words that every output of a run shares. */
package dev.brownout.format;
