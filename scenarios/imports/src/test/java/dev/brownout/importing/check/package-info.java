/** Tests of the check of imported scenarios. */
package dev.brownout.importing.check;
