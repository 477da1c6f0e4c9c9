// #region open
import { openCasebook } from '@casebook/casebook';
import { returnedProducts } from './returned-products';
import { returnsService } from './service';

const main = async (): Promise<void> => {
  const casebook = await openCasebook({ data: './returns-data', projections: [returnedProducts] });
  const server = returnsService(casebook).listen(8080, () => console.log('http://localhost:8080'));
  process.once('SIGINT', () => {
    server.close(() => void casebook.close());
  });
};
// #endregion

void main();
