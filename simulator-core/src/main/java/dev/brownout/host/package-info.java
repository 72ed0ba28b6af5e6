/**
 * Hosts: their states (up, crashed, dark, paused, hung), in-flight calls, cores and worker slots.
 *
 * <p>A crashed process refuses calls immediately and resets its in-flight calls. A dark host sends nothing. A paused
 * host sends nothing now and everything later. A hung process accepts connections and does not respond.
 */
package dev.brownout.host;
