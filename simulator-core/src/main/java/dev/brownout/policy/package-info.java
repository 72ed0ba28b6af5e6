/** Parts of several policies: limits on the traffic that retries and hedges add, and limits on the time of a call. */
package dev.brownout.policy;
