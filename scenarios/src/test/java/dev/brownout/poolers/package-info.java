/** Tests of central connection poolers, transactions, and pools that wait for a database. */
package dev.brownout.poolers;
