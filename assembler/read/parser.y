/* A statement: labels, then an instruction, directive, macro or assignment. The lexer ends at
 * the end of each statement, so that the parser is called once for each and an error in one
 * leaves the others alone. What a statement does is decided elsewhere. */
%define api.pure full
%define api.location.type {uint32_t}
%define parse.error custom
%locations
%param {void *scanner}
%parse-param {struct reader *reader}

%code requires {
#include "assembler/program/expression.h"
#include "assembler/read/parser_types.h"
}

%code {
#include "assembler/program/assembler.h"
#include "assembler/program/symbol.h"
#include "assembler/read/statement.h"

#define YYLLOC_DEFAULT(current, right, count) \
	((current) = (count) != 0 ? YYRHSLOC(right, 1) : YYRHSLOC(right, 0))

int yylex(YYSTYPE *value, YYLTYPE *location, void *scanner);
static void yyerror(const YYLTYPE *location, void *scanner, struct reader *reader, const char *message);

#define BINARY(operation, left, right) make_binary(reader->assembler, (yyloc), OPERATOR_##operation, left, right)
}

%union {
	struct name *name;
	int64_t number;
	struct span span;
	struct label_reference label;
	struct expression *expression;
	struct operand operand;
}

%token <name> NAME "a name" TEXT_NAME "a macro or directive"
%token <number> NUMBER "a number"
%token <label> LABEL_REFERENCE "a numeric label"
%token <span> STRING "a string" TEXT "text"
%token HERE "'.'"
%token SHIFT_LEFT "'<<'" SHIFT_RIGHT "'>>'" EQUAL "'=='" UNEQUAL "'!='" LESS_OR_EQUAL "'<='"
%token GREATER_OR_EQUAL "'>='" LOGICAL_AND "'&&'" LOGICAL_OR "'||'" TWICE_NOT "'!!'"
%token END 0 "the end of the statement"

%type <expression> expression
%type <operand> operand

/* GNU as's precedence, which is not C's. */
%left LOGICAL_OR
%left LOGICAL_AND
%left EQUAL UNEQUAL '<' '>' LESS_OR_EQUAL GREATER_OR_EQUAL
%left '+' '-'
%left '&' '|' '^' '!' TWICE_NOT
%left '*' '/' '%' SHIFT_LEFT SHIFT_RIGHT
%precedence UNARY

%%
line: labels statement ;

labels: %empty | labels label ;

label:
	NAME ':'	{ define_label(reader->assembler, $1, @1); }
|	NUMBER ':'	{ define_numeric_label(reader->assembler, (uint64_t)$1, @1); }
;

statement:
	%empty
|	NAME	{ set_statement(reader, STATEMENT_WORD, reader->statement.name, @1); }
|	NAME operands	{ set_statement(reader, STATEMENT_WORD, reader->statement.name, @1); }
|	NAME '=' expression	{
		set_statement(reader, STATEMENT_ASSIGNMENT, $1, @1);
		reader->statement.expression = $3;
	}
|	HERE '=' expression	{
		set_statement(reader, STATEMENT_PLACE, NULL, @1);
		reader->statement.expression = $3;
	}
|	TEXT_NAME	{ set_statement(reader, STATEMENT_TEXT, $1, @1); }
|	TEXT_NAME TEXT	{
		set_statement(reader, STATEMENT_TEXT, $1, @1);
		reader->statement.text = $2;
	}
;

operands:
	operand	{ add_operand(reader, $1); }
|	operands STRING	{
		add_operand(reader, (struct operand){ .kind = OPERAND_STRING, .is_continued = true, .location = @2, .text = $2 });
	}
|	operands ',' operand	{ add_operand(reader, $3); }
|	operands ',' ',' operand	{
		add_operand(reader, (struct operand){ .kind = OPERAND_EMPTY, .location = @3 });
		add_operand(reader, $4);
	}
;

operand:
	expression	{ $$ = (struct operand){ .kind = OPERAND_VALUE, .location = @1, .expression = $1 }; }
|	expression '(' expression ')'	{
		$$ = (struct operand){ .kind = OPERAND_MEMORY, .location = @1, .expression = $1, .base = $3 };
	}
|	STRING	{ $$ = (struct operand){ .kind = OPERAND_STRING, .location = @1, .text = $1 }; }
|	'@' NAME	{ $$ = type_operand($2, @1); }
|	'%' NAME	{ $$ = type_operand($2, @1); }
;

expression:
	NUMBER	{ $$ = make_number(reader->assembler, @1, $1); }
|	NAME	{ $$ = make_name(reader->assembler, @1, $1); }
|	HERE	{ $$ = make_item_place(reader, @1); }
|	LABEL_REFERENCE	{
		$$ = make_symbol(reader->assembler, @1,
		                 numeric_label(reader->assembler, $1.number, $1.is_forward, @1));
	}
|	'(' expression ')'	{
		$$ = $2;
		if ($$ != NULL)
			$$->is_bracketed = true;
	}
|	'[' expression ']'	{ $$ = as_value(reader->assembler, $2); }
|	'%' NAME '(' expression ')'	{ $$ = make_named_part(reader->assembler, @1, $2, $4); }
|	'-' expression %prec UNARY	{ $$ = make_unary(reader->assembler, @1, OPERATOR_NEGATE, $2); }
|	'+' expression %prec UNARY	{ $$ = as_value(reader->assembler, $2); }
|	'~' expression %prec UNARY	{ $$ = make_unary(reader->assembler, @1, OPERATOR_INVERT, $2); }
|	'!' expression %prec UNARY	{ $$ = make_unary(reader->assembler, @1, OPERATOR_NOT, $2); }
|	TWICE_NOT expression %prec UNARY	{
		$$ = make_unary(reader->assembler, @1, OPERATOR_NOT, $2);
		$$ = make_unary(reader->assembler, @1, OPERATOR_NOT, $$);
	}
|	expression '+' expression	{ $$ = BINARY(ADD, $1, $3); }
|	expression '-' expression	{ $$ = BINARY(SUBTRACT, $1, $3); }
|	expression '*' expression	{ $$ = BINARY(MULTIPLY, $1, $3); }
|	expression '/' expression	{ $$ = BINARY(DIVIDE, $1, $3); }
|	expression '%' expression	{ $$ = BINARY(REMAINDER, $1, $3); }
|	expression SHIFT_LEFT expression	{ $$ = BINARY(SHIFT_LEFT, $1, $3); }
|	expression SHIFT_RIGHT expression	{ $$ = BINARY(SHIFT_RIGHT, $1, $3); }
|	expression '&' expression	{ $$ = BINARY(AND, $1, $3); }
|	expression '|' expression	{ $$ = BINARY(OR, $1, $3); }
|	expression '^' expression	{ $$ = BINARY(XOR, $1, $3); }
|	expression TWICE_NOT expression	{ $$ = BINARY(XOR, $1, $3); }
|	expression '!' expression	{ $$ = BINARY(OR_NOT, $1, $3); }
|	expression EQUAL expression	{ $$ = BINARY(EQUAL, $1, $3); }
|	expression UNEQUAL expression	{ $$ = BINARY(UNEQUAL, $1, $3); }
|	expression '<' expression	{ $$ = BINARY(LESS, $1, $3); }
|	expression '>' expression	{ $$ = BINARY(GREATER, $1, $3); }
|	expression LESS_OR_EQUAL expression	{ $$ = BINARY(LESS_OR_EQUAL, $1, $3); }
|	expression GREATER_OR_EQUAL expression	{ $$ = BINARY(GREATER_OR_EQUAL, $1, $3); }
|	expression LOGICAL_AND expression	{ $$ = BINARY(LOGICAL_AND, $1, $3); }
|	expression LOGICAL_OR expression	{ $$ = BINARY(LOGICAL_OR, $1, $3); }
;
%%

/* What was not expected, and what was if it is one thing. */
static int yyreport_syntax_error(const yypcontext_t *context, void *scanner, struct reader *reader)
{
	(void)scanner;
	yysymbol_kind_t expected[2];
	int count = yypcontext_expected_tokens(context, expected, 2);
	yysymbol_kind_t token = yypcontext_token(context);
	const YYLTYPE *location = yypcontext_location(context);
	struct diagnostics *diagnostics = &reader->assembler->diagnostics;
	if (token == YYSYMBOL_YYEMPTY)
		error_at(diagnostics, *location, "this cannot be read");
	else if (count == 1)
		error_at(diagnostics, *location, "%s is expected here, not %s",
		         yysymbol_name(expected[0]), yysymbol_name(token));
	else
		error_at(diagnostics, *location, "%s is not expected here", yysymbol_name(token));
	return 0;
}

static void yyerror(const YYLTYPE *location, void *scanner, struct reader *reader, const char *message)
{
	(void)scanner;
	(void)message;
	error_at(&reader->assembler->diagnostics, *location, "the expression is nested too deep");
}
