/** Requests without a response, recovery times and recovery points, validated against analytical values. */
package dev.brownout.responses;
