/**
 * Files that other tools read: {@code result.json}, {@code run.json}, {@code series.csv}, and the folder of everything.
 */
package dev.brownout.export;
