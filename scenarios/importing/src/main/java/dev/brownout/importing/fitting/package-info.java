/**
 * What measured numbers say of the laws behind them: durations and sizes, the popularity of keys, arrivals. Pure
 * functions of samples, with the interval and the quality of each estimate; where the numbers cannot tell two laws
 * apart, both are named.
 */
package dev.brownout.importing.fitting;
