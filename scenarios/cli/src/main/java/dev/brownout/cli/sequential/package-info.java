/** Text about the replications that sequential stopping and control variates save. */
package dev.brownout.cli.sequential;
