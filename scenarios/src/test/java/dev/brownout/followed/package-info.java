/** Tests of request tracing and of the latency breakdown. */
package dev.brownout.followed;
