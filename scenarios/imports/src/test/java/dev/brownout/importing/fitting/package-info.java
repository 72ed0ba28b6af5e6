/** Tests of fits of distributions, key distributions and arrival processes to random samples. */
package dev.brownout.importing.fitting;
