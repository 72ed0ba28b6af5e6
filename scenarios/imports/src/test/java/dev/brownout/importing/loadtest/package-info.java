/** Tests of the results of load generators. */
package dev.brownout.importing.loadtest;
