/** Files for other tools: {@code result.json}, {@code run.json}, {@code series.csv}, and the complete output folder. */
@InTypeTable
package dev.brownout.export;

import dev.brownout.typetable.InTypeTable;
