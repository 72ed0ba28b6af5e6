/** Runs of reference models in the scenario language, and their measurements. */
package dev.brownout.verify.run;
