/** Tests of the details of requests in access logs. */
package dev.brownout.importing.detail;
