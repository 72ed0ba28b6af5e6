/**
 * Relations between runs that must hold whatever the numbers are: of scenarios written, stretched or filled otherwise.
 */
package dev.brownout.metamorphic;
