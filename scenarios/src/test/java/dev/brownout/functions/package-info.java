/** Tests of functions as a service. */
package dev.brownout.functions;
