package stet.web.pages;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents what is answered where a story cannot be shown. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(responseCode = "404", description = "There is no such story or edition")
@ApiResponse(responseCode = "410", description = "The story was withdrawn for good; the detail is the public notice")
@interface NotOnView {}
