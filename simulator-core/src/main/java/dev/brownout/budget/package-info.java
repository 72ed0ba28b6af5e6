/** How much retries and hedges may add to the traffic itself, and when they are sent. */
package dev.brownout.budget;
