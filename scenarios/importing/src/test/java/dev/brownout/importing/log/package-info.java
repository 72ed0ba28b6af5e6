/** Tests of what is read of access logs. */
package dev.brownout.importing.log;
