/** Tests of external services. */
package dev.brownout.external;
