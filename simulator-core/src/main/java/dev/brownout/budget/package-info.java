/** How much retries and hedges may add to the traffic itself. */
package dev.brownout.budget;
