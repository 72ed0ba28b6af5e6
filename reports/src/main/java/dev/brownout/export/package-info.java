/** Files for other tools: {@code result.json}, {@code run.json}, {@code series.csv}, and the complete output folder. */
package dev.brownout.export;
