/** Results made by hand that look like real ones, for tests of everything that is made from a result. */
package dev.brownout.sample;
