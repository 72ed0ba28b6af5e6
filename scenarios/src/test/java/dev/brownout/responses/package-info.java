/** Requests without a response, recovery times and recovery points, against what is known of them. */
package dev.brownout.responses;
