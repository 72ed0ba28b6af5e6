/** Tests of work told from waiting, and of scenarios made of what was measured. */
package dev.brownout.importing.calibrate;
