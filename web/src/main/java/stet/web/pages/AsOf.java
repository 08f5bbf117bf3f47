package stet.web.pages;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents that an address is its own TimeGate (RFC 7089). */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        in = ParameterIn.HEADER,
        name = Mementos.ACCEPT_DATETIME,
        description = "A day and a time, to be sent to what was shown then (RFC 7089)",
        schema = @Schema(type = "string", example = "Thu, 31 May 2007 20:35:00 GMT"))
@ApiResponse(responseCode = "302", description = "What was shown at the day and the time that Accept-Datetime names")
@ApiResponse(responseCode = "400", description = "What was asked for cannot be read")
@interface AsOf {}
