/** Results of load generators: each request, or a summary with percentiles. */
package dev.brownout.importing.loadtest;
