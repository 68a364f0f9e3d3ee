export { default } from '../Soon';
